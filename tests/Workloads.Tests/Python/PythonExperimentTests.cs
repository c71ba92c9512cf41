using System.Globalization;
using System.Text.RegularExpressions;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>Each experiment at a small size, on the oldest and the newest CPython found: counts and shapes, never times.</summary>
public sealed class PythonExperimentTests
{
    private const int Limit = 180_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task The_costs_of_threads_are_measured()
    {
        foreach (var python in await OldestAndNewestAsync())
        {
            var threads = await PythonThreadCosts.MeasureAsync(python, threads: 100, repeats: 2, Token); // many, since Linux tells the memory to some hundred kilobytes

            Assert.True(threads.Start > TimeSpan.Zero);
            if (OperatingSystem.IsLinux())
                Assert.InRange(threads.BytesPerThread!.Value, 100, 1_000_000);
        }
    }

    private static async Task<IReadOnlyList<CPython>> OldestAndNewestAsync()
    {
        var all = await FoundPythons.AllAsync();
        return all.Count > 1 ? [all[0], all[^1]] : all;
    }
}
