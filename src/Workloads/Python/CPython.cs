using Workloads.Show;

namespace Workloads.Python;

/// <summary>One CPython build found on this machine, and what it can do.</summary>
/// <param name="Path">The executable, with links and version managers' shims resolved.</param>
/// <param name="Version">Such as 3.12.1; 3.8 or later.</param>
/// <param name="Gil">Whether its threads run one at a time.</param>
/// <param name="IsFreeThreaded">Whether it was built so that it can do without the GIL (PEP 703).</param>
/// <param name="InterpretersModule">The module that makes interpreters with a GIL each (PEP 684), or null when it has none.</param>
/// <param name="FoundBy">How it was found, such as <c>PATH as python3</c> or <c>pyenv</c>.</param>
internal sealed record CPython(string Path, Version Version, GilState Gil, bool IsFreeThreaded, string? InterpretersModule, string FoundBy)
{
    /// <summary>
    /// The name in tables and charts, such as <c>CPython 3.12.1</c>; free-threaded builds end in <c>t</c>, as their executables do.
    /// </summary>
    public string Name => $"CPython {Version}{(IsFreeThreaded ? "t" : "")}";

    /// <summary>Whether it makes interpreters with a GIL of their own.</summary>
    public bool HasInterpreters => InterpretersModule is not null;

    /// <summary>Runs one of the project's own scripts with arguments, and reads its result.</summary>
    /// <typeparam name="T">The result's type; its members' names in snake case are the script's.</typeparam>
    /// <param name="script">The script's name without <c>.py</c>, such as <c>gil</c>.</param>
    /// <param name="arguments">An object whose members are the script's arguments; null for its defaults.</param>
    /// <param name="deadline">How long it may run before it is ended, with all processes that it started; two minutes when left
    /// out.</param>
    /// <param name="cancellationToken">Ends the script, likewise.</param>
    /// <exception cref="ArgumentException">There is no script of that name; the message lists those there are.</exception>
    /// <exception cref="PythonFailedException">It failed, died, or ran past the deadline.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the script has ended.</exception>
    public async Task<T> RunScriptAsync<T>(string script, object? arguments = null, TimeSpan? deadline = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan most = deadline ?? PythonProcess.DefaultDeadline;
        using CellBudget.Part budget = CellBudget.Begin($"{Name} runs {script}.py", most);
        var process = PythonProcess.Start(this, script);
        await using (process.ConfigureAwait(false))
            return await process.AskAsync<T>(arguments, most, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
