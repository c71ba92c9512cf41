using System.Globalization;

namespace Workloads.Topics;

/// <summary>The child process of <see cref="ProcessSpinner"/>: it prints a line for each sign until its input ends.</summary>
internal static class SpinnerProgram
{
    /// <summary>
    /// What the library is started with to be a spinner; the interval in milliseconds follows, and the sign to fail at or nothing.
    /// </summary>
    public const string Argument = "spin";

    /// <summary>How the line of a sign begins.</summary>
    public const string FrameMark = "frame ";

    /// <summary>How the line begins that tells where it runs.</summary>
    public const string RunsOnMark = "runs on ";

    public static int Run(string interval, string failAt)
    {
        TimeSpan time = TimeSpan.FromMilliseconds(double.Parse(interval, CultureInfo.InvariantCulture));
        using var done = new EventSignal();
        Console.WriteLine(RunsOnMark + SupervisorFacts.ThisThread);
        new Thread(() => WaitForEndOfInput(done)) { IsBackground = true }.Start();
        try
        {
            var frames = new FrameRecorder(new() { Interval = time, OnFrame = frame => Console.WriteLine(FrameMark + frame.Sign),
                FailAt = failAt.Length == 0 ? null : int.Parse(failAt, CultureInfo.InvariantCulture) });
            do
                frames.Draw();
            while (!done.Nap(time));
            return 0;
        }
        catch (SpinnerFailedException exception)
        {
            Console.WriteLine(exception.Message);
            return 1;
        }
    }

    private static void WaitForEndOfInput(EventSignal done)
    {
        while (Console.In.Read() >= 0)
        {
        }

        done.Set();
    }
}
