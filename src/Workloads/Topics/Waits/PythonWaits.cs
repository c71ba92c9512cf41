using Workloads.Python;

namespace Workloads.Topics;

/// <summary>Very many waits in a CPython (A13, C10, D8, E8).</summary>
/// <param name="Seconds">From the first start to the end of the last.</param>
/// <param name="Bytes">By how much the process's memory had grown when all waited; null where the system does not tell.</param>
/// <param name="AddressBytes">By how much its address space had grown; null likewise.</param>
internal sealed record PythonWaits(double Seconds, long? Bytes, long? AddressBytes)
{
    public const string Script = "waits";

    private static readonly PythonExperiment<PythonWaits> Once = new(Script, "wait");

    /// <summary>The script's word for a way; null for one that CPython has not.</summary>
    public static string? WordOf(WaitingWay way) => way switch
    {
        WaitingWay.EventLoop => "asyncio",
        WaitingWay.Generators => "generators",
        WaitingWay.Threads => "threads",
        _ => null,
    };

    /// <summary>Measures one way in a process of its own.</summary>
    public static async Task<WaitingCost> MeasureAsync(CPython python, string way, string name, int count, TimeSpan wait,
        CancellationToken cancellationToken)
    {
        PythonWaits waits = await Once.RunAsync(python, new { way, count, milliseconds = wait.TotalMilliseconds },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(name, count, wait, TimeSpan.FromSeconds(waits.Seconds), waits.Bytes) { AddressBytes = waits.AddressBytes };
    }
}
