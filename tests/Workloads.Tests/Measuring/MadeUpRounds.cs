using Workloads.Measuring;

namespace Workloads.Tests;

/// <summary>Made-up rounds, so that every outcome of a verdict can be had.</summary>
internal static class MadeUpRounds
{
    private static readonly double[] Little = [1, 1.01, 0.99, 1, 1.02, 0.98, 1, 1.01, 0.99, 1, 1, 1];

    /// <summary>Ways that took about so many seconds in each of twelve rounds.</summary>
    public static Turns Of(params (string Way, double Seconds)[] ways) =>
        new([.. ways.Select(way => way.Way)],
            [.. ways.Select((way, number) =>
                Little.Select((_, round) => way.Seconds * Little[(round + number) % Little.Length]).ToArray())]);

    /// <summary>The same, disturbed.</summary>
    public static Turns Disturbed(params (string Way, double Seconds)[] ways) =>
        new(Of(ways).Names, [.. Of(ways).Names.Select(Of(ways).Values)], "another program ran. Run it again.");

    /// <summary>What a judgement says of a runtime.</summary>
    public static Ruling RulingOf(this Workloads.Show.Judgement judgement, string runtime) =>
        judgement.Verdicts.Single(verdict => verdict.Runtime == runtime).Ruling;
}
