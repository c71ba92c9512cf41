using System.Text.Json.Nodes;

namespace Workloads.Python;

/// <summary>An experiment that CPython runs: a function of a topic's script, and the record that its answer is read into.</summary>
/// <typeparam name="TResult">The answer's type; its members' names in snake case are the script's.</typeparam>
/// <param name="Script">The script's name without <c>.py</c>, which is the topic's.</param>
/// <param name="Function">The function's name in it.</param>
internal sealed record PythonExperiment<TResult>(string Script, string Function)
{
    /// <summary>Runs it once in a process of its own.</summary>
    /// <inheritdoc cref="CPython.RunScriptAsync{T}"/>
    /// <param name="python">The build that runs it.</param>
    /// <param name="arguments">An object whose members are the function's arguments; null for its defaults.</param>
    /// <param name="deadline">How long it may run before it is ended, with all processes that it started; two minutes when left
    /// out.</param>
    /// <param name="cancellationToken">Ends the script, likewise.</param>
    public Task<TResult> RunAsync(CPython python, object? arguments = null, TimeSpan? deadline = null,
        CancellationToken cancellationToken = default)
    {
        JsonObject request = PythonProcess.ToJson(arguments);
        request["experiment"] = Function;
        return python.RunScriptAsync<TResult>(Script, request, deadline, cancellationToken);
    }
}
