using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>A socket on this machine whose other end takes its time for an answer, as a source that has its own work to do (D1).</summary>
public sealed class SlowPeer : IDisposable
{
    /// <summary>The longest that an answer may take.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    private readonly Socket _ours;
    private readonly byte[] _word = new byte[1];

    /// <summary>Connects.</summary>
    /// <param name="time">How long each answer takes, up to <see cref="MaxTime"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time lies outside its range.</exception>
    public SlowPeer(TimeSpan time)
    {
        Bounds.Checked(time, TimeSpan.Zero, MaxTime, nameof(time));
        using Socket listener = LoopbackSocket.Listen();
        _ours = LoopbackSocket.Connect(LoopbackSocket.PortOf(listener));
        Socket theirs = listener.Accept();
        theirs.NoDelay = true;
        new Thread(() => Answer(theirs, time)) { IsBackground = true }.Start();
    }

    /// <summary>Whether an answer has come. It does not wait.</summary>
    public bool HasAnswered => _ours.Poll(0, SelectMode.SelectRead);

    /// <summary>Asks. It does not wait.</summary>
    public void Ask() => _ours.Send(_word);

    /// <summary>Takes the answer, and waits for it where it has not come.</summary>
    public void Take() => _ours.Receive(_word);

    /// <summary>Closes the connection, which ends the other end.</summary>
    public void Dispose() => _ours.Dispose();

    private static void Answer(Socket theirs, TimeSpan time)
    {
        byte[] word = new byte[1];
        using (theirs)
        {
            try
            {
                while (theirs.Receive(word) > 0)
                {
                    Thread.Sleep(time);
                    theirs.Send(word);
                }
            }
            catch (SocketException)
            {
                // Ours was closed while an answer was on its way.
            }
        }
    }
}
