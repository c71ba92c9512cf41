using Workloads.Benchmarks.Goals;
using Workloads.Measuring;

namespace Workloads.Benchmarks.Tests.Goals;

public sealed class VerdictsGoalTests : IDisposable
{
    private readonly string _run = Directory.CreateTempSubdirectory("workloads-verdicts").FullName;

    public void Dispose() => Directory.Delete(_run, recursive: true);

    [Fact]
    public async Task Claims_that_a_runtime_left_undecided_are_counted_once()
    {
        Write("Quick", "holds", "undecided", "undecided");

        GoalMeasurement measurement = await MeasureAsync();

        Assert.Equal("of 3 claims undecided in a runtime 2", Assert.Single(measurement.Criteria).Measured);
        Assert.EndsWith(": A1, A2", measurement.Peer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Smoke", "holds", "a smoke run")]
    [InlineData("Quick", null, "not one of all notebooks")]
    public async Task A_run_that_tells_nothing_is_skipped_with_the_reason(string preset, string? verdict, string reason)
    {
        Write(preset, verdict);

        Assert.Contains(reason, (await Assert.ThrowsAsync<GoalSkippedException>(MeasureAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_run_the_command_is_told() =>
        Assert.Contains("dotnet run", (await Assert.ThrowsAsync<GoalSkippedException>(MeasureAsync)).Message, StringComparison.Ordinal);

    private Task<GoalMeasurement> MeasureAsync() => new VerdictsGoal(_run).MeasureAsync(TestContext.Current.CancellationToken);

    private void Write(string preset, params string?[] verdicts)
    {
        File.WriteAllText(Path.Combine(_run, "one.ipynb"), $$"""{"cells":[{"source":["var preset = Preset.{{preset}};\n"]}]}""");
        File.WriteAllText(Path.Combine(_run, "claims.json"), $"[{string.Join(',', verdicts.Select((verdict, number) =>
            $$"""{"id":"A{{number}}","notebook":"one.dib","verdicts":[{{(verdict is null ? "" : $$"""{"verdict":"holds"},{"verdict":"{{verdict}}"}""")}}]}"""))}]");
    }
}
