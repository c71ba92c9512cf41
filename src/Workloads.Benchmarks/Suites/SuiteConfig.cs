using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Csv;
using BenchmarkDotNet.Loggers;

namespace Workloads.Benchmarks.Suites;

/// <summary>
/// What suites leave behind that are run from the command line: a table at the end, and reports under <c>artifacts/benchmarks</c>.
/// </summary>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        AddLogger(ConsoleLogger.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddAnalyser([.. DefaultConfig.Instance.GetAnalysers()]);
        AddExporter(MarkdownExporter.GitHub, CsvExporter.Default);
        WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator);
        ArtifactsPath = Path.Combine(Repository.Root ?? Environment.CurrentDirectory, "artifacts", "benchmarks");
    }
}
