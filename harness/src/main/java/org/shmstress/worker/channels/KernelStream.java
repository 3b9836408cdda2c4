package org.shmstress.worker.channels;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A stream that the kernel copies through buffers of its own. */
record KernelStream(ReadableByteChannel in, WritableByteChannel out) implements ByteStream {

    /** Two FIFOs below the directory. Opening one waits for who opens its other end, so both sides open them in the same order. */
    static KernelStream pipes(Path directory, boolean first) throws IOException {
        Path there = directory.resolve("there");
        Path back = directory.resolve("back");
        if (first) {
            FileChannel out = FileChannel.open(there, StandardOpenOption.WRITE);
            return new KernelStream(FileChannel.open(back, StandardOpenOption.READ), out);
        }
        FileChannel in = FileChannel.open(there, StandardOpenOption.READ);
        return new KernelStream(in, FileChannel.open(back, StandardOpenOption.WRITE));
    }

    /** Listens at a socket of that name. */
    static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    /** Listens at a port that is free. */
    static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The next connection. */
    static KernelStream accept(ServerSocketChannel server) throws IOException {
        try (server) {
            return of(server.accept());
        }
    }

    static KernelStream connect(Path socket) throws IOException {
        return of(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    static KernelStream connect(int port) throws IOException {
        return of(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    private static KernelStream of(SocketChannel socket) throws IOException {
        SocketAddress peer = socket.getRemoteAddress();
        if (peer instanceof InetSocketAddress) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        return new KernelStream(socket, socket);
    }

    @Override
    public void write(ByteBuffer message) throws IOException {
        while (message.hasRemaining()) {
            out.write(message);
        }
    }

    @Override
    public void read(ByteBuffer message) throws IOException {
        while (message.hasRemaining()) {
            if (in.read(message) < 0) {
                throw new EOFException("the other side has closed");
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        out.close();
    }
}
