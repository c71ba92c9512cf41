using System.Runtime.InteropServices;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What a scope around a block tells: of one that comes to its end, and of one that throws (A2).</summary>
/// <param name="Length">How long both blocks last at least, in seconds.</param>
/// <param name="DotNet">What .NET's scopes told, in seconds.</param>
/// <param name="Python">What the context managers of a CPython told; null where none was found.</param>
/// <param name="Build">That CPython's name; null likewise.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record TimedBlocks(double Length, IReadOnlyList<double> DotNet, IReadOnlyList<double>? Python = null, string? Build = null)
    : IDisplayable
{
    /// <summary>The system's timers may be early by so much.</summary>
    private const double Tolerance = 0.002;

    private static readonly string[] Blocks = ["comes to its end", "throws"];

    /// <summary>Times both blocks in .NET, and in the newest CPython where one is found.</summary>
    /// <param name="milliseconds">How long each lasts: 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends CPython's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A block is too short or too long.</exception>
    public static async Task<TimedBlocks> MeasureAsync(int milliseconds = 20, CancellationToken cancellationToken = default)
    {
        if (milliseconds is < 1 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(milliseconds), milliseconds, "A block lasts from 1 to 10,000 ms.");
        var told = new List<double>();
        foreach (bool fails in (bool[])[false, true])
        {
            TimeScope scope = TimeScope.Start("block", static _ => { });
            try
            {
                using (scope)
                {
                    Thread.Sleep(milliseconds);
                    if (fails)
                        throw new TimeoutException("The block failed.");
                }
            }
            catch (TimeoutException)
            {
                // It is to be timed all the same.
            }

            told.Add(scope.Elapsed.TotalSeconds);
        }

        double length = milliseconds / 1e3;
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } python)
            return new(length, told);
        double[] theirs = await new PythonExperiment<double[]>("calls", "timed").RunAsync(python, new { milliseconds },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(length, told, theirs, python.Name);
    }

    /// <summary>Judges A2.</summary>
    /// <param name="claim">The claim.</param>
    /// <exception cref="ArgumentException">It is another one.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "A2")
            throw WrongClaim.Of(claim, "A2");
        return new(claim, [VerdictOf(RuntimeInformation.FrameworkDescription, DotNet),
            .. Python is null ? (Verdict[])[] : [VerdictOf(Build!, Python)]])
        {
            LeftOut = Python is null ? "No CPython was found." : "",
        };
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private Table ToTable() => Table.Of(
        "",
        Blocks.Index(),
        [("the block", block => block.Item), (".NET's scope told", block => Unit.Seconds.Format(DotNet[block.Index])),
            .. Python is null ? ((string, Func<(int Index, string Item), object?>)[])[]
                : [($"{Build}'s told", block => Unit.Seconds.Format(Python[block.Index]))]]);

    private Verdict VerdictOf(string runtime, IReadOnlyList<double> told) => Verdicts.Of(
        runtime,
        Expectation.Counted($"of two blocks of {Unit.Seconds.Format(Length)}, the second of which threw, {{0}} told how long they took",
            told.Count(seconds => seconds >= Length - Tolerance)) with
        {
            Name = "blocks timed", AtLeast = 2,
        });
}
