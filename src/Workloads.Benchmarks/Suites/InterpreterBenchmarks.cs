using BenchmarkDotNet.Attributes;
using Workloads.Models;

namespace Workloads.Benchmarks.Suites;

/// <summary>fib(20) × 10 as compiled code, with the check points of CPython's lock, and on the stack machine (D2).</summary>
public class InterpreterBenchmarks
{
    private readonly ExecutionModel _plain = new SequentialModel(),
        _checked = new InterpreterModel(code: InterpreterCode.Compiled, workers: 1), _machine = new InterpreterModel(workers: 1);

    /// <summary>Compiled.</summary>
    [Benchmark(Baseline = true)]
    public Task<Run> Compiled() => RunAsync(_plain);

    /// <summary>Compiled with check points.</summary>
    [Benchmark]
    public Task<Run> CompiledWithCheckPoints() => RunAsync(_checked);

    /// <summary>Bytecode.</summary>
    [Benchmark]
    public Task<Run> StackMachine() => RunAsync(_machine);

    private static Task<Run> RunAsync(ExecutionModel model) => model.RunAsync(Workload.Fibonacci, 20, 10);
}
