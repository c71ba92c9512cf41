using System.Diagnostics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>One number's check.</summary>
/// <param name="Number">The number.</param>
/// <param name="IsPrime">Whether it is prime.</param>
/// <param name="Seconds">How long its check took.</param>
internal sealed record PrimeCheck(long Number, bool IsPrime, double Seconds);

/// <summary>Numbers that one runtime has checked.</summary>
/// <param name="Seconds">From the start to the last answer.</param>
/// <param name="Checked">The answers, in the order in which they came.</param>
internal sealed record PrimeChecks(double Seconds, IReadOnlyList<PrimeCheck> Checked)
{
    /// <summary>CPython's, by <c>sequential</c>, <c>processes</c> or <c>threads</c>.</summary>
    internal static PythonExperiment<PrimeChecks> InPython { get; } = new("primes", "checks");

    /// <summary>The checks' own times added up, in seconds.</summary>
    public double Sum => Checked.Sum(static check => check.Seconds);
}

/// <summary>Numbers checked one after the other (B11), each timed, in .NET and in CPython.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record SequentialChecks : IDisplayable
{
    /// <param name="dotNet">What .NET did.</param>
    /// <param name="python">What CPython did, with numbers of its own; null where none was found.</param>
    /// <param name="build">That CPython.</param>
    internal SequentialChecks(PrimeChecks dotNet, PrimeChecks? python = null, CPython? build = null) =>
        (DotNet, Python, Build) = (dotNet, python, build);

    internal PrimeChecks DotNet { get; init; }
    internal PrimeChecks? Python { get; init; }
    internal CPython? Build { get; init; }

    /// <summary>Checks numbers one after the other.</summary>
    /// <param name="numbers">.NET's numbers.</param>
    /// <param name="pythonNumbers">CPython's, which takes some twenty times as long; the same when left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SequentialChecks> RunAsync(IReadOnlyList<long> numbers, IReadOnlyList<long>? pythonNumbers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        PrimeChecks ours = await Task.Run(() => Check(numbers, cancellationToken), cancellationToken).ConfigureAwait(false);
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } build)
            return new(ours);
        object arguments = new { way = "sequential", workers = 1, numbers = pythonNumbers ?? numbers };
        return new(ours, await PrimeChecks.InPython.RunAsync(build, arguments, TimeSpan.FromMinutes(5), cancellationToken)
            .ConfigureAwait(false), build);
    }

    /// <summary>Judges B11: whether the whole takes about the sum of its checks.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "B11"
        ? new(claim, [VerdictOf(InBoth.Runtime, DotNet), .. Python is null ? (Verdict[])[]
            : [VerdictOf(Build!.Name, Python)]]) { LeftOut = Python is null ? InBoth.NoPython : "" }
        : throw WrongClaim.Of(claim!, "B11");

    /// <summary>Each number's check in .NET, and in CPython where it checked the same numbers.</summary>
    public Table ToTable()
    {
        bool same = Python is not null && Python.Checked.Select(static check =>
            check.Number).SequenceEqual(DotNet.Checked.Select(static check => check.Number));
        Table table = Table.Of(
            "",
            DotNet.Checked.Index(),
            [
                ("number", row => row.Item.Number), ("prime", row => row.Item.IsPrime), (InBoth.Runtime, row => row.Item.Seconds),
                .. same ? [(Build!.Name, row => Python!.Checked[row.Index].Seconds)]
                    : Array.Empty<(string, Func<(int Index, PrimeCheck Item), object?>)>(),
            ]).In(InBoth.Runtime, Unit.Seconds, bars: true);
        return same ? table.In(Build!.Name, Unit.Seconds, bars: true) : table;
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static Verdict VerdictOf(string runtime, PrimeChecks checks)
    {
        double times = checks.Seconds / checks.Sum;
        return Verdicts.Of(runtime, new Expectation(
            Invariant($"{checks.Checked.Count} checks up to {checks.Checked.Max(static check => check.Number):N0} took {Unit.Seconds.Format(checks.Seconds)}, which is {{0}} the sum of their times"), new(times, times, times))
        {
            Name = "in all / sum of the checks", Unit = Unit.Ratio, AtMost = 1.1,
            Doubt = checks.Sum < 0.01 ? "that is too short to tell. Larger numbers would decide." : null,
        });
    }

    private static PrimeChecks Check(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var checks = new List<PrimeCheck>();
        foreach (long number in numbers)
        {
            long began = Stopwatch.GetTimestamp();
            bool prime = Workload.IsPrime.Run(number, cancellationToken) == 1;
            checks.Add(new(number, prime, Stopwatch.GetElapsedTime(began).TotalSeconds));
        }

        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, checks);
    }
}
