using System.Globalization;
using Workloads.Processes;

namespace Workloads.TaskQueues.Tests;

/// <summary>Signals, of which .NET itself sends one alone.</summary>
internal static class Signals
{
    public static async Task SendAsync(string signal, int id) =>
        Assert.Equal(0, (await new Command("kill", $"-{signal}", id.ToString(CultureInfo.InvariantCulture)).RunAsync()).ExitCode);
}
