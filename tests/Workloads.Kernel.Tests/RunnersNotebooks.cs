namespace Workloads.Kernel.Tests;

/// <summary>
/// The notebooks of this repository as the runner executes them with the smoke preset: once for all tests, or not at all where the
/// environment variable <c>WORKLOADS_EXECUTED</c> names the folder of such a run.
/// </summary>
public sealed class RunnersNotebooks : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    /// <summary>Where they are, with the folders of the repository's.</summary>
    public string Folder { get; private set; } = "";

    public async ValueTask InitializeAsync() =>
        Folder = Environment.GetEnvironmentVariable("WORKLOADS_EXECUTED") is { Length: > 0 } folder ? folder
            : await TwoHosts.InRunnerAsync(_scratch, "--smoke");

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
