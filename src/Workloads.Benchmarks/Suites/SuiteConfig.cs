using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Csv;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Workloads.Benchmarks.Suites;

/// <summary>
/// How suites run from the command line: in this process, with a table at the end and reports under
/// <c>artifacts/benchmarks</c>.
/// </summary>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        AddLogger(ConsoleLogger.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddDiagnoser(MemoryDiagnoser.Default, ThreadingDiagnoser.Default);
        AddAnalyser([.. DefaultConfig.Instance.GetAnalysers()]);
        AddExporter(MarkdownExporter.GitHub, CsvExporter.Default);
        WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator);
        ArtifactsPath = Path.Combine(Repository.Root ?? Environment.CurrentDirectory, "artifacts", "benchmarks");
    }
}
