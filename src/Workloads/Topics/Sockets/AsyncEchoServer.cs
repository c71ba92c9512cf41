using System.Net.Security;

namespace Workloads.Topics;

/// <summary>Read, write, again: the code stands in the order in which it runs (D12).</summary>
internal sealed class AsyncEchoServer(EchoListener listener, TimeSpan idleLimit) : StreamEchoServer(listener, idleLimit)
{
    protected override void Serve(EchoConnection connection) => _ = EchoAsync(connection);

    private async Task EchoAsync(EchoConnection connection)
    {
        try
        {
            Stream stream = connection.Open();
            await using (stream.ConfigureAwait(false))
            {
                if (stream is SslStream tls)
                    await tls.AuthenticateAsServerAsync(Listener.Identity!).ConfigureAwait(false);

                byte[] buffer = new byte[EchoConnection.BufferSize];
                int count;
                while ((count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
                {
                    await stream.WriteAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
                    connection.Echoed();
                }
            }
        }
        catch (Exception exception) when (EndsTheConnection(exception))
        {
            // A peer that vanishes, or talks nonsense, ends its own connection.
        }
        finally
        {
            connection.Close();
        }
    }
}
