using System.Diagnostics;
using System.Globalization;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What fib took when it was called again and again in a process of its own (D6).</summary>
/// <param name="Start">From the process's start to the first call, in seconds.</param>
/// <param name="First">The first call, in seconds, with its compilation in it.</param>
/// <param name="Later">The median of the calls in the end, in seconds: in .NET of those after the last method was compiled.</param>
internal sealed record RuntimeRun(double Start, double First, double Later)
{
    /// <summary>The longest that a child of .NET goes on for its compiler to be done.</summary>
    public static readonly TimeSpan MaxPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long the compiler has to be quiet: ten times the delay after which these children look what is called often.</summary>
    public static TimeSpan QuietTime { get; } = TieringDelay.Default;

    /// <summary>Calls it in .NET until all is compiled.</summary>
    /// <param name="setting">How the child's runtime is set.</param>
    /// <param name="size">The Fibonacci number.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <exception cref="InvalidOperationException">The child failed; the message is its own.</exception>
    public static async Task<RuntimeRun> RunAsync(RuntimeSetting setting, int size, CancellationToken cancellationToken = default)
    {
        string[] lines = await OwnProgram.RunAsync([RuntimeProgram.Argument, Invariant($"{size}"), Invariant($"{DateTime.UtcNow.Ticks}")],
            Prepare, cancellationToken).ConfigureAwait(false);
        double[] seconds = Array.ConvertAll(lines[^1].Split(' '), static number => double.Parse(number, CultureInfo.InvariantCulture));
        return new(seconds[0], seconds[1], seconds[2]);

        void Prepare(ProcessStartInfo start)
        {
            foreach (string variable in RuntimeSetting.Variables)
                start.Environment.Remove(variable);
            foreach (var (variable, value) in setting.Switches)
                start.Environment[variable] = value;
        }
    }

    /// <summary>Calls it in a Python for a while.</summary>
    /// <param name="python">The build.</param>
    /// <param name="size">The Fibonacci number.</param>
    /// <param name="time">For how long at least: one with a compiler of its own needs a second.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed.</exception>
    public static Task<RuntimeRun> RunAsync(CPython python, int size, TimeSpan time, CancellationToken cancellationToken = default) =>
        new PythonExperiment<RuntimeRun>("bounds", "calls").RunAsync(
            python, new { size, since = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds, seconds = time.TotalSeconds },
            cancellationToken: cancellationToken);
}
