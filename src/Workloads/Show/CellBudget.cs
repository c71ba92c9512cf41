using System.Diagnostics;
using System.Runtime.CompilerServices;
using Workloads.Charts;

namespace Workloads.Show;

/// <summary>
/// How long the running cell may still measure, shown in its output before each measurement and while it runs; at the end how long it
/// took. All measurements of a cell share one line. Outside a notebook's kernel nothing is shown.
/// </summary>
internal sealed class CellBudget
{
    /// <summary>Showing costs time of the cores that measure.</summary>
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(500);

    private static readonly ConditionalWeakTable<object, CellBudget> s_ofCells = [];

    private readonly Lock _counting = new();
    private readonly LiveText? _text = LiveText.InCell(s_between);
    private TimeSpan _took;

    /// <summary>Shows what is measured now, and for how long at most.</summary>
    /// <returns>What shows the rest, and ends when it is disposed of.</returns>
    public static Part Begin(string what, TimeSpan most)
    {
        CellBudget? cell = NotebookKernel.CurrentContext() is { } context ? s_ofCells.GetValue(context, static _ => new()) : null;
        cell?._text?.Show(Text(what, most));
        return new(cell);
    }

    /// <summary>What is measured and for how long at most, in words; for less than a day.</summary>
    public static string Text(string what, TimeSpan most) =>
        most < TimeSpan.FromDays(1) ? Invariant($"{what}: {Unit.Seconds.Format(most.TotalSeconds, 2)} more at most") : what;

    private void End(TimeSpan took)
    {
        lock (_counting)
        {
            _took += took;
            _text?.Show(Invariant($"Measured for {Unit.Seconds.Format(_took.TotalSeconds, 2)}."));
        }
    }

    /// <summary>One measurement of a cell.</summary>
    public readonly struct Part(CellBudget? cell) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        /// <summary>Shows how far it is, unless something was shown just now.</summary>
        public void Report(string what, TimeSpan most) => cell?._text?.Report(Text(what, most));

        /// <inheritdoc/>
        public void Dispose() => cell?.End(Stopwatch.GetElapsedTime(_began));
    }
}
