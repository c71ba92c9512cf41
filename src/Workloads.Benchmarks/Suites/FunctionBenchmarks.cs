using BenchmarkDotNet.Attributes;

namespace Workloads.Benchmarks.Suites;

/// <summary>One call of each function that computes, with nothing around it.</summary>
public class FunctionBenchmarks
{
    /// <summary>Naive recursion, at the sizes that the documents time.</summary>
    [Benchmark]
    [Arguments(10)]
    [Arguments(20)]
    [Arguments(25)]
    public long Fibonacci(long size) => Workloads.Fibonacci.Of(size);

    /// <summary>Trial division: of a small prime, of the document's largest, and of its neighbour that 3 divides.</summary>
    [Benchmark]
    [Arguments(7)]
    [Arguments(9_999_999_999_999_917)]
    [Arguments(9_999_999_999_999_999)]
    public bool IsPrime(long number) => Primality.IsPrime(number);
}
