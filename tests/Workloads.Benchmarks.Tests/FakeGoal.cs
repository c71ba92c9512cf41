using Workloads.Benchmarks.Goals;
using Workloads.Measuring;

namespace Workloads.Benchmarks.Tests;

/// <summary>A goal whose measurements are written down beforehand.</summary>
internal sealed class FakeGoal(string name, params Func<GoalMeasurement>[] measurements) : Goal(name)
{
    public int Measured { get; private set; }

    public override Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken) =>
        Task.FromResult(measurements[Measured++]());

    public static GoalMeasurement Taking(double milliseconds) =>
        new([Criterion.AtMost("a call takes", milliseconds, 5, value => $"{value} ms")
            with { Interval = new(milliseconds, milliseconds - 1, milliseconds + 1) }], "elsewhere 7 ms");
}
