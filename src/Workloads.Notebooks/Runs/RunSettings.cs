namespace Workloads.Notebooks.Runs;

/// <summary>How notebooks are to be run.</summary>
/// <param name="CellTimeout">How long a cell may run.</param>
/// <param name="RequirePackages">Whether a package that is not to be had is a failure.</param>
/// <param name="KeepGoing">Whether the cells after one that failed are run.</param>
internal sealed record RunSettings(TimeSpan CellTimeout, bool RequirePackages, bool KeepGoing);
