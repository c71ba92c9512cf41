using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>
/// The spinner is a coroutine on the supervisor's own thread, and cancelling it stops it (B7). While the slow work keeps the
/// thread, it never gets a turn (B8).
/// </summary>
internal sealed class CoroutineSpinner() : Spinner("coroutine")
{
    private protected override SpinnerRun Supervise(SlowWork work, SpinnerOptions options, CancellationToken cancellationToken)
    {
        SpinnerRun? run = null;
        EventLoop.Run(async loop => run = await SuperviseAsync(loop, work, options, cancellationToken).ConfigureAwait(true));
        return run!;
    }

    private async Task<SpinnerRun> SuperviseAsync(EventLoop loop, SlowWork work, SpinnerOptions options,
        CancellationToken cancellationToken)
    {
        using var source = new CancellationTokenSource();
        Func<Task> stop = source.CancelAsync;
        var frames = new FrameRecorder(options);
        string thread = SupervisorFacts.ThisThread;

        Task spinner = SpinAsync(loop, frames, options.Interval, source.Token);
        TaskStatus started = spinner.Status;
        TimeSpan before = frames.Elapsed, slow;
        long answer, stopped;
        Exception? failure = null;
        try
        {
            answer = await work.OnLoop(loop, cancellationToken).ConfigureAwait(true);
        }
        finally
        {
            slow = frames.Elapsed - before;
            stopped = Stopwatch.GetTimestamp();
            await stop().ConfigureAwait(true);
            failure = await EndOfAsync(spinner).ConfigureAwait(true);
        }

        return new(Name, work.Name, options.Interval, frames.Frames, answer, slow, frames.Elapsed, new(
            SupervisorFacts.TypeOf(spinner), $"{started}", $"{started}", $"{spinner.Status}", SupervisorFacts.NameOf(stop),
            Stopwatch.GetElapsedTime(stopped), thread, SupervisorFacts.ThisThread, SupervisorFacts.NameOf(stop),
            failure is null ? null : $"await threw {failure.GetType().Name}"));
    }

    /// <summary>Scheduled at once and begun when the loop comes to it, as <c>asyncio.create_task</c> does it.</summary>
    private static async Task SpinAsync(EventLoop loop, FrameRecorder frames, TimeSpan interval, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            frames.Draw();
            await Task.Delay(interval, loop.Time, cancellationToken).ConfigureAwait(true);
        }
    }

    private static async Task<Exception?> EndOfAsync(Task spinner)
    {
        try
        {
            await spinner.ConfigureAwait(true);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
