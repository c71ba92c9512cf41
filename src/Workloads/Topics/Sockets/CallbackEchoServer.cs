using System.Net.Security;

namespace Workloads.Topics;

/// <summary>
/// Each step names the next, and each must catch what it throws. A step that is done at once must not call the next one itself, or a
/// fast peer would make the stack as deep as its message is long (D12).
/// </summary>
internal sealed class CallbackEchoServer(EchoListener listener, TimeSpan idleLimit) : StreamEchoServer(listener, idleLimit)
{
    protected override void Serve(EchoConnection connection) => new Conversation(connection, Listener).Begin();

    private sealed class Conversation(EchoConnection connection, EchoListener listener)
    {
        private readonly byte[] _buffer = new byte[EchoConnection.BufferSize];
        private Stream _stream = Stream.Null;

        public void Begin()
        {
            try
            {
                _stream = connection.Open();
                if (_stream is SslStream tls)
                    tls.BeginAuthenticateAsServer(listener.Identity!.ServerCertificate!, OnAuthenticated, null);
                else
                    Pump();
            }
            catch (Exception exception) when (EndsTheConnection(exception))
            {
                End();
            }
        }

        private void OnAuthenticated(IAsyncResult result)
        {
            try
            {
                ((SslStream)_stream).EndAuthenticateAsServer(result);
                Pump();
            }
            catch (Exception exception) when (EndsTheConnection(exception))
            {
                End();
            }
        }

        /// <summary>Reads and writes for as long as both are done at once; the callbacks take over when one is not.</summary>
        private void Pump()
        {
            while (true)
            {
                IAsyncResult read = _stream.BeginRead(_buffer, 0, _buffer.Length, OnRead, null);
                if (!read.CompletedSynchronously || !Wrote(read))
                    return;
            }
        }

        private void OnRead(IAsyncResult read)
        {
            if (read.CompletedSynchronously)
                return;
            try
            {
                if (Wrote(read))
                    Pump();
            }
            catch (Exception exception) when (EndsTheConnection(exception))
            {
                End();
            }
        }

        /// <summary>Writes what was read; false when that is not done yet, or the peer has closed.</summary>
        private bool Wrote(IAsyncResult read)
        {
            int count = _stream.EndRead(read);
            if (count == 0)
            {
                End();
                return false;
            }

            IAsyncResult write = _stream.BeginWrite(_buffer, 0, count, OnWritten, null);
            if (!write.CompletedSynchronously)
                return false;
            _stream.EndWrite(write);
            connection.Echoed();
            return true;
        }

        private void OnWritten(IAsyncResult write)
        {
            if (write.CompletedSynchronously)
                return;
            try
            {
                _stream.EndWrite(write);
                connection.Echoed();
                Pump();
            }
            catch (Exception exception) when (EndsTheConnection(exception))
            {
                End();
            }
        }

        private void End()
        {
            _stream.Dispose();
            connection.Close();
        }
    }
}
