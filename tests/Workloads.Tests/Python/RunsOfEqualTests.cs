using FsCheck;
using FsCheck.Fluent;
using Workloads.Python;

namespace Workloads.Tests;

public sealed class RunsOfEqualTests
{
    [Fact]
    public void Runs_expand_to_the_list_that_they_were_made_of() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            long[] numbers = [.. bytes.Select(number => (long)(number % 3))], expanded = new long[numbers.Length];

            var runs = RunsOfEqual.Of(numbers);

            return RunsOfEqual.TryExpand(runs, expanded) && numbers.SequenceEqual(expanded)
                && runs.Zip(runs.Skip(1)).All(pair => pair.First[0] != pair.Second[0]);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Runs_of_another_length_are_refused(int length) => Assert.False(RunsOfEqual.TryExpand([[7, 2], [8, 1]], new long[length]));

    [Fact]
    public void Runs_that_are_no_runs_are_refused()
    {
        Assert.False(RunsOfEqual.TryExpand([[7, 2, 1]], new long[2]));
        Assert.False(RunsOfEqual.TryExpand([[7, -1], [7, 3]], new long[2]));
    }
}
