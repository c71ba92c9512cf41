using System.Diagnostics;
using System.Globalization;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// The spinner is a child process with memory of its own (B6): its signs come through a pipe, the end of its input tells it to
/// stop, and its exit code tells how it went.
/// </summary>
public sealed class ProcessSpinner() : Spinner("process")
{
    private protected override SpinnerRun Supervise(SlowWork work, SpinnerOptions options, CancellationToken cancellationToken)
    {
        var frames = new FrameRecorder(options with { FailAt = null });
        using var spinner = new Process { StartInfo = StartInfo(options) };
        string created = StateOf(spinner);
        string ranOn = "";
        string? failure = null;
        var reader = new Thread(() => (ranOn, failure) = Read(spinner, frames)) { IsBackground = true, Name = "spinner's output" };

        spinner.Start();
        string started = StateOf(spinner);
        reader.Start();
        Action stop = spinner.StandardInput.Close;
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
            spinner.WaitForExit();
            reader.Join();
        }

        return new(Name, work.Name, options.Interval, frames.Frames, answer, slow, frames.Elapsed, new(
            SupervisorFacts.TypeOf(spinner), created, started, StateOf(spinner),
                $"{nameof(Process.StandardInput)}, {SupervisorFacts.NameOf(stop)}",
            Stopwatch.GetElapsedTime(stopped), ranOn, SupervisorFacts.ThisThread, "Process.Kill",
            spinner.ExitCode == 0 ? null
                : Invariant($"exit code {spinner.ExitCode}{(failure is null ? "" : $", and it had printed: {failure}")}")));
    }

    /// <summary>How this library is started as a program that spins: a line for each sign, until its input ends.</summary>
    /// <param name="options">How it spins.</param>
    public static ProcessStartInfo StartInfo(SpinnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] arguments = [SpinnerProgram.Argument, options.Interval.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            Invariant($"{options.FailAt}")];
        ProcessStartInfo start = WorkerProgram.Current.StartInfo(arguments);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return start;
    }

    private static (string RanOn, string? Failure) Read(Process spinner, FrameRecorder frames)
    {
        string ranOn = "";
        string? failure = null;
        while (spinner.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(SpinnerProgram.FrameMark, StringComparison.Ordinal))
                frames.Draw();
            else if (line.StartsWith(SpinnerProgram.RunsOnMark, StringComparison.Ordinal))
                ranOn = line[SpinnerProgram.RunsOnMark.Length..];
            else
                failure = line;
        }

        return (ranOn, failure);
    }

    private static string StateOf(Process process)
    {
        try
        {
            return process.HasExited ? Invariant($"exited with code {process.ExitCode}") : Invariant($"runs as process {process.Id}");
        }
        catch (InvalidOperationException exception)
        {
            return $"none yet: asking throws {exception.GetType().Name}";
        }
    }
}
