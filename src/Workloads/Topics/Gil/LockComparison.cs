using MathNet.Numerics.Statistics;
using Workloads.Interpreter;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>One trial of the lock in the model and in one CPython.</summary>
/// <param name="Trial">What was measured.</param>
/// <param name="Build">The build; null when there is none to stand beside the model.</param>
/// <param name="ModelRounds">The model's figures, one a round, without a lock where the build has no GIL.</param>
/// <param name="PythonRounds">The build's figures, likewise; none when there is no build.</param>
internal sealed record LockComparison(LockTrial Trial, CPython? Build, IReadOnlyList<double> ModelRounds,
    IReadOnlyList<double> PythonRounds)
{
    /// <summary>The model's figure: the median of its rounds.</summary>
    public double Model => ModelRounds.Median();

    /// <summary>The build's figure: the median of its rounds, NaN when there are none.</summary>
    public double Python => PythonRounds.Median();

    /// <summary>The model's figure in times of the build's.</summary>
    public double Ratio => Model / Python;

    /// <summary>The model's figure in words.</summary>
    public string ModelText => Trial.Unit.Format(Model);

    /// <summary>The build's figure in words; empty when there is none.</summary>
    public string PythonText => double.IsNaN(Python) ? "" : Trial.Unit.Format(Python);

    /// <summary>Measures trial by trial, and within each the model and the build in turns.</summary>
    /// <param name="trials">What to measure.</param>
    /// <param name="build">The build beside the model; null measures the model alone.</param>
    /// <param name="rounds">How many turns, of which the medians count: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<IReadOnlyList<LockComparison>> MeasureAsync(
        IReadOnlyList<LockTrial> trials, CPython? build, int rounds, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        LockMode mode = build?.Gil == GilState.Off ? LockMode.None : LockMode.OneForProcess;
        var rows = new List<LockComparison>();
        foreach (LockTrial trial in trials)
        {
            List<double> ours = [], theirs = [];
            for (int round = 0; round < rounds; round++)
            {
                ours.Add(await trial.Model(mode, cancellationToken).ConfigureAwait(false));
                if (build is not null)
                    theirs.Add(await trial.Python(build, cancellationToken).ConfigureAwait(false));
            }

            rows.Add(new(trial, build, ours, theirs));
        }

        return rows;
    }
}
