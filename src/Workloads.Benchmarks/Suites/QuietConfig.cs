using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Workloads.Benchmarks.Suites;

/// <summary>Runs benchmarks in this process and prints nothing: for those who read the summary.</summary>
internal static class QuietConfig
{
    /// <summary>Each benchmark once: whether it runs at all.</summary>
    public static IConfig Dry() => Of(Job.Dry);

    /// <summary>A few short iterations after a few to warm up: about two seconds for a benchmark.</summary>
    public static IConfig Short() =>
        Of(Job.ShortRun.WithWarmupCount(5).WithIterationCount(9).WithIterationTime(TimeInterval.FromMilliseconds(100)));

    private static ManualConfig Of(Job job) => ManualConfig.CreateEmpty()
        .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
        .AddLogger(new AccumulationLogger())
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "workloads-benchmarks"));
}
