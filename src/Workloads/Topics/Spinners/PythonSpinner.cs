using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What a spinner of a CPython showed while slow work was done, as its script tells it (B5 to B10).</summary>
internal sealed record PythonSpinner(IReadOnlyList<double> Frames, double SlowSeconds, double Seconds, PythonSpinner.Supervisor Facts)
{
    private static readonly PythonExperiment<PythonSpinner> Experiment = new("spinners", "spinner");

    public static async Task<SpinnerRun> SuperviseAsync(CPython python, string kind, SlowWork work, SpinnerOptions options,
        CancellationToken cancellationToken)
    {
        (string name, double seconds, long number, int divisions) = work.InPython;
        object arguments = new { kind, work = name, seconds, number, divisions, interval_ms = options.Interval.TotalMilliseconds,
            fail_at = options.FailAt };
        PythonSpinner spun = await Experiment.RunAsync(python, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
        Supervisor facts = spun.Facts;
        return new(
            kind, work.Name, options.Interval, [.. spun.Frames.Select((at, frame) => new SpinnerFrame(frame, TimeSpan.FromSeconds(at)))], 0,
            TimeSpan.FromSeconds(spun.SlowSeconds), TimeSpan.FromSeconds(spun.Seconds),
            new(facts.Unit, facts.Made, facts.Started, facts.Ended, facts.StoppedBy, TimeSpan.FromSeconds(facts.StopSeconds),
                facts.SpinnerRanOn, facts.SlowRanOn, facts.EndedBy, facts.Failure));
    }

    internal sealed record Supervisor(
        string Unit, string Made, string Started, string Ended, string SpinnerRanOn, string SlowRanOn, string StoppedBy,
            double StopSeconds, string EndedBy, string? Failure);
}
