using MathNet.Numerics.Statistics;
using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>One trial of the lock in the model and in one CPython.</summary>
/// <param name="Trial">What was measured.</param>
/// <param name="Build">The build; null when there is none to stand beside the model.</param>
/// <param name="ModelRounds">The model's figures, one a round, without a lock where the build has no GIL.</param>
/// <param name="PythonRounds">The build's figures, likewise; none when there is no build.</param>
public sealed record LockComparisonRow(LockTrial Trial, CPython? Build, IReadOnlyList<double> ModelRounds, IReadOnlyList<double> PythonRounds)
{
    /// <summary>The model's figure: the median of its rounds.</summary>
    public double Model { get; } = ModelRounds.Median();

    /// <summary>The build's figure: the median of its rounds, NaN when there are none.</summary>
    public double Python { get; } = PythonRounds.Median();

    /// <summary>The model's figure in times of the build's.</summary>
    public double Ratio => Model / Python;

    /// <summary>The model's figure in words.</summary>
    public string ModelText => Trial.Unit.Format(Model);

    /// <summary>The build's figure in words; empty when there is none.</summary>
    public string PythonText => double.IsNaN(Python) ? "" : Trial.Unit.Format(Python);
}

/// <summary>The model's lock beside that of CPython builds (A6, A14, B4): each figure measured in turns, with its ratio.</summary>
/// <param name="Rows">A row for each trial and build.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record LockComparison(IReadOnlyList<LockComparisonRow> Rows) : IDisplayable
{
    /// <summary>The row in which the model and a build differ most; null where there is nothing to compare.</summary>
    public LockComparisonRow? FarthestOff => Rows.Where(row => double.IsFinite(Math.Log(row.Ratio))).MaxBy(row => Math.Abs(Math.Log(row.Ratio)));

    /// <summary>The builds to stand beside the model: the newest so many that were built with a GIL, and every free-threaded one.</summary>
    /// <param name="found">What this machine has.</param>
    /// <param name="newest">How many of the newest, 0 or more.</param>
    public static IReadOnlyList<CPython> Among(CPythons found, int newest)
    {
        ArgumentNullException.ThrowIfNull(found);
        HashSet<CPython> chosen = [.. found.Builds.Where(build => !build.IsFreeThreaded).TakeLast(newest)];
        return [.. found.Builds.Where(build => build.IsFreeThreaded || chosen.Contains(build))];
    }

    /// <summary>Measures trial by trial, and within each the model and the builds in turns.</summary>
    /// <param name="trials">What to measure.</param>
    /// <param name="builds">The builds beside the model; the model alone when there are none.</param>
    /// <param name="rounds">How many turns, of which the medians count: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<LockComparison> MeasureAsync(
        IReadOnlyList<LockTrial> trials, IReadOnlyList<CPython> builds, int rounds = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(builds);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        LockMode[] modes = builds.Count == 0 ? [LockMode.OneForProcess] : [.. builds.Select(ModeOf).Distinct()];
        var rows = new List<LockComparisonRow>();
        foreach (LockTrial trial in trials)
        {
            var ours = modes.ToDictionary(mode => mode, _ => new List<double>());
            var theirs = builds.Select(_ => new List<double>()).ToArray();
            for (int round = 0; round < rounds; round++)
            {
                foreach (LockMode mode in modes)
                    ours[mode].Add(await Task.Run(() => trial.Model(mode, cancellationToken), cancellationToken).ConfigureAwait(false));
                foreach (var (build, figures) in builds.Zip(theirs))
                    figures.Add(await trial.Python(build, cancellationToken).ConfigureAwait(false));
            }

            if (builds.Count == 0)
                rows.Add(new(trial, null, ours[modes[0]], []));
            rows.AddRange(builds.Zip(theirs, (build, figures) => new LockComparisonRow(trial, build, ours[ModeOf(build)], figures)));
        }

        return new(rows);
    }

    /// <inheritdoc/>
    public string ToHtml() => this.ToTable().ToHtml();

    /// <summary>A line for each row.</summary>
    public override string ToString() =>
        string.Join('\n', Rows.Select(row => $"{row.Trial.What}: the model {row.ModelText}{(row.Build is null ? "" : $", {row.Build.Name} {(row.PythonText.Length > 0 ? row.PythonText : "nothing to measure")}")}"));

    /// <summary>The lock that the model has where it stands for a build.</summary>
    private static LockMode ModeOf(CPython build) => build.Gil == GilState.Off ? LockMode.None : LockMode.OneForProcess;
}
