using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Workloads.Benchmarks.Suites;
using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Benchmarks.Tests.Suites;

public class SuiteTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(typeof(FunctionBenchmarks), 6)]
    [InlineData(typeof(CallOverheadBenchmarks), 8)]
    [InlineData(typeof(SwitchBenchmarks), 9)]
    [InlineData(typeof(IncrementBenchmarks), 7)]
    [InlineData(typeof(StartBenchmarks), 4)]
    [InlineData(typeof(WaitBenchmarks), 3)]
    [InlineData(typeof(PoolBenchmarks), 3)]
    [InlineData(typeof(InterpreterBenchmarks), 3)]
    public async Task A_suite_runs_every_benchmark_of_its(Type suite, int benchmarks)
    {
        Summary summary = await Task.Run(() => BenchmarkRunner.Run(suite, QuietConfig.Dry()), TestContext.Current.CancellationToken);

        Assert.False(summary.HasCriticalValidationErrors);
        Assert.Equal(benchmarks, summary.Reports.Length);
        Assert.All(summary.Reports, report => Assert.True(report.Success));
    }

    [Fact]
    public void Every_suite_is_in_the_catalog()
    {
        IEnumerable<Type> suites =
            typeof(Catalog).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(SuiteConfig).Namespace && !type.IsAbstract);

        Assert.Equal(suites.Except([typeof(AgreementBenchmark)]).OrderBy(type => type.Name), Catalog.Suites.OrderBy(type => type.Name));
    }
}
