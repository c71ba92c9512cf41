using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.CommandLine;

/// <summary>What the command line asks for.</summary>
/// <param name="Targets">Files, folders and globs; empty for all of the repository's notebooks.</param>
/// <param name="Parameters">Values for parameters, by name.</param>
/// <param name="Preset">The preset that is asked for; null for the notebooks' own.</param>
/// <param name="Out">The folder to write to; null for the usual one.</param>
/// <param name="Beside">Whether the executed notebook is also written beside each .dib.</param>
/// <param name="Settings">How cells are run.</param>
internal sealed record RunnerOptions(
    IReadOnlyList<string> Targets,
    IReadOnlyList<KeyValuePair<string, string>> Parameters,
    string? Preset,
    string? Out,
    bool Beside,
    RunSettings Settings);
