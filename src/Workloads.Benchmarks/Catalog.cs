using Workloads.Benchmarks.Goals;
using Workloads.Benchmarks.Suites;

namespace Workloads.Benchmarks;

/// <summary>What there is to measure. New goals and suites are added here.</summary>
internal static class Catalog
{
    /// <summary>The goals, in the order in which they are measured.</summary>
    public static IReadOnlyList<Goal> Goals { get; } =
    [
        new FibNativeGoal(),
        new LoopSpeedupGoal(),
        new CallOverheadGoal(),
        .. PoolGoal.All,
        new SweepOverheadGoal(),
        new SwitchGoal(),
        new WaitsGoal(),
        new TaskMemoryGoal(),
        new ChartGoal(),
        new ExploreGoal(),
        new DownloadsGoal(),
        new WebSocketsGoal(),
        new QueueGoal(),
        new RunnerGoal(),
        new VerdictsGoal(),
        new VmSpeedGoal(),
        new GilFidelityGoal(),
        new GilCheckPointGoal(),
        new ExplorerGoal(),
    ];

    /// <summary>The BenchmarkDotNet suites.</summary>
    public static IReadOnlyList<Type> Suites { get; } =
    [
        typeof(FunctionBenchmarks),
        typeof(CallOverheadBenchmarks),
        typeof(ScalingBenchmarks),
        typeof(PrimesBenchmarks),
        typeof(SwitchBenchmarks),
        typeof(IncrementBenchmarks),
        typeof(StartBenchmarks),
        typeof(WaitBenchmarks),
        typeof(PoolBenchmarks),
        typeof(InterpreterBenchmarks),
    ];
}
