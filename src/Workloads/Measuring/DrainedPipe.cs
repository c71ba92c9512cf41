using System.IO.Pipes;
using System.Text;

namespace Workloads.Measuring;

/// <summary>A pipe to print to, whose other end a thread reads to its end: what printing costs, without a terminal's share.</summary>
internal sealed class DrainedPipe : IDisposable
{
    private readonly AnonymousPipeServerStream _end = new(PipeDirection.Out);
    private readonly Thread _reader;

    public DrainedPipe()
    {
        var other = new AnonymousPipeClientStream(PipeDirection.In, _end.ClientSafePipeHandle);
        _reader = new(() => Drain(other)) { IsBackground = true, Name = "reader of what is printed" };
        _reader.Start();
        Writer = TextWriter.Synchronized(new StreamWriter(_end, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
    }

    /// <summary>Where to print; any number of threads may.</summary>
    public TextWriter Writer { get; }

    public void Dispose()
    {
        Writer.Dispose();
        _reader.Join();
    }

    private static void Drain(AnonymousPipeClientStream other)
    {
        using (other)
        {
            byte[] read = new byte[1 << 16];
            try
            {
                while (other.Read(read) > 0)
                {
                }
            }
            catch (ObjectDisposedException)
            {
                // The end that was written to is closed, and takes its counterpart with it.
            }
        }
    }
}
