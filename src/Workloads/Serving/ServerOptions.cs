using System.Globalization;

namespace Workloads.Processes;

/// <summary>What a server is to do. It can be opened in this process, or started as a process of its own.</summary>
/// <remarks>
/// A process of its own is the honest way to measure: server and client share no thread pool and no heap. It is also the
/// only way for servers on Kestrel, since not every notebook host has ASP.NET in its process.
/// </remarks>
public abstract record ServerOptions
{
    /// <summary>The name under which the library, started as a program, knows this kind of server.</summary>
    internal abstract string Kind { get; }

    /// <summary>Starts the server as a process of its own, and returns when it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended before it listened; its error output is in the message.</exception>
    public Task<ServerProcess> StartAsync(CancellationToken cancellationToken = default) =>
        ServerProcess.StartAsync(this, cancellationToken);

    /// <summary>Opens the server in this process.</summary>
    internal abstract Task<IServer> OpenAsync();

    /// <summary>The parameters as they travel to the process.</summary>
    internal abstract IEnumerable<KeyValuePair<string, string>> ToWords();

    private protected static KeyValuePair<string, string> Word<T>(string name, T value) where T : notnull =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{value}"));

    private protected static KeyValuePair<string, string> Word(string name, TimeSpan value) => Word(name, (long)value.TotalMilliseconds);
}
