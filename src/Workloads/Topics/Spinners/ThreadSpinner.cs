using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>
/// The spinner is a thread, and an event tells it to stop (B5). What it throws would end the process, unlike CPython's, so it keeps it
/// for the supervisor.
/// </summary>
internal sealed class ThreadSpinner() : Spinner("thread")
{
    private protected override SpinnerRun Supervise(SlowWork work, SpinnerOptions options, CancellationToken cancellationToken)
    {
        using var done = new EventSignal();
        Action stop = done.Set;
        var frames = new FrameRecorder(options);
        Exception? failure = null;
        string ranOn = "";
        var spinner = new Thread(() =>
        {
            ranOn = SupervisorFacts.ThisThread;
            try
            {
                Spin(frames, options.Interval, done);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }) { IsBackground = true, Name = "spinner" };
        string created = StateOf(spinner);

        spinner.Start();
        string started = StateOf(spinner);
        TimeSpan before = frames.Elapsed, slow;
        long answer, stopped;
        try
        {
            answer = work.Block(cancellationToken);
        }
        finally
        {
            slow = frames.Elapsed - before;
            stopped = Stopwatch.GetTimestamp();
            stop();
            spinner.Join();
        }

        return new(Name, work.Name, options.Interval, frames.Frames, answer, slow, frames.Elapsed, new(
            SupervisorFacts.TypeOf(spinner), created, started, StateOf(spinner), SupervisorFacts.NameOf(stop),
            Stopwatch.GetElapsedTime(stopped), ranOn, SupervisorFacts.ThisThread, SupervisorFacts.AbortOf(spinner),
            failure is null ? null : $"{failure.GetType().Name}, kept by the thread's own code: uncaught it ends the process"));
    }

    /// <summary>Whether it is a background thread is no state.</summary>
    private static string StateOf(Thread thread) => $"{thread.ThreadState & ~System.Threading.ThreadState.Background}";

    private static void Spin(FrameRecorder frames, TimeSpan interval, EventSignal done)
    {
        do
            frames.Draw();
        while (!done.Nap(interval));
    }
}
