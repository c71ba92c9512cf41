using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Workloads.Notebooks.Hosting;

/// <summary>This program, started once more to play another part, with a channel to it and one from it.</summary>
internal sealed class OwnProcess : IDisposable
{
    private static PosixSignalRegistration? _interruption;

    private readonly AnonymousPipeServerStream _control = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _events = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly FrameWriter _frames;

    /// <summary>Starts it.</summary>
    /// <param name="part">The argument that names the part.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="environment">Variables that it has besides this process's.</param>
    public OwnProcess(string part, string folder, params IEnumerable<(string Name, string Value)> environment)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] arguments = [part, _control.GetClientHandleAsString(), _events.GetClientHandleAsString()];
        var own = Path.Combine(AppContext.BaseDirectory, typeof(OwnProcess).Assembly.GetName().Name + ".dll");
        var start = new ProcessStartInfo(program, isHost ? [own, .. arguments] : arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        Process = Process.Start(start)!;
        _control.DisposeLocalCopyOfClientHandle();
        _events.DisposeLocalCopyOfClientHandle();
        Process.StandardInput.Close();
        _frames = new FrameWriter(_control);
    }

    public Process Process { get; }

    /// <summary>The channels of the process that was started, from the two arguments behind its part.</summary>
    public static (FrameReader Control, FrameWriter Events) Join(string controlHandle, string eventHandle)
    {
        // Ctrl+C reaches every process of a terminal: the runner answers it, and ends this one when it has taken what it showed.
        _interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        PrivateHandle.Make(controlHandle);
        PrivateHandle.Make(eventHandle);
        return (new(new AnonymousPipeClientStream(PipeDirection.In, controlHandle)),
            new(new AnonymousPipeClientStream(PipeDirection.Out, eventHandle)));
    }

    /// <summary>Sends a frame, unless the process is gone.</summary>
    public void Send(Action<FrameWriter> write)
    {
        try
        {
            write(_frames);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone, which the end of its frames tells.
        }
    }

    /// <summary>Takes the frames that the process sends, on a thread of its own, until it is gone.</summary>
    public void Listen(string threadName, Action<FrameReader> take, Action ended) => new Thread(() =>
    {
        var frames = new FrameReader(_events);
        try
        {
            while (frames.Read())
                take(frames);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone.
        }

        ended();
    })
    { IsBackground = true, Name = threadName }.Start();

    /// <summary>Ends the process and everything that it has started.</summary>
    public void Kill() => ProcessTree.Kill(Process);

    public void Dispose()
    {
        Process.Dispose();
        _control.Dispose();
        _events.Dispose();
    }
}
