using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics.Statistics;
using Workloads.Measuring;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>A workload called again and again in a child process that runs with a setting of its own (D6): how fast it gets, and when.</summary>
/// <param name="Setting">How the child's runtime was set.</param>
/// <param name="Workload">What was called.</param>
/// <param name="Size">With which size.</param>
/// <param name="Calls">The calls, one after the other.</param>
/// <param name="Start">From the child's start to its first call.</param>
/// <param name="MethodsCompiled">How many methods the JIT compiler compiled in all; one compiled anew counts again.</param>
/// <param name="CompileTime">How long that took, on whichever threads.</param>
public sealed record RuntimeRun(
    RuntimeSetting Setting, Workload Workload, long Size, IReadOnlyList<CallTime> Calls, TimeSpan Start, long MethodsCompiled, TimeSpan CompileTime)
{
    /// <summary>The longest that a child can be asked to call.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(1);

    /// <summary>The longest that it goes on beyond that for the compiler to be done.</summary>
    public static readonly TimeSpan MaxPatience = TimeSpan.FromSeconds(10);

    /// <summary>The first call, with its compilation in it.</summary>
    public TimeSpan First => Calls[0].Took;

    /// <summary>
    /// When the compiler had compiled its last method, counted from the first call's begin, with <see cref="QuietTime"/> of calls
    /// after it in which none came; null where that never happened, so that faster code may yet have come.
    /// </summary>
    public TimeSpan? Settled { get; init; }

    /// <summary>
    /// The median of the calls in the last quarter of the time, in seconds. They all came after the last method had been compiled
    /// where the run has <see cref="Settled"/>.
    /// </summary>
    public double Steady
    {
        get
        {
            TimeSpan from = Calls[^1].At * 0.75;
            if (Settled > from)
                from = Settled.Value;
            return Calls.Where(call => call.At >= from).Select(static call => call.Took.TotalSeconds).DefaultIfEmpty(Calls[^1].Took.TotalSeconds).Median();
        }
    }

    /// <summary>
    /// How long the compiler has to be quiet: twice the delay after which the runtime looks what is called often, which is a
    /// tenth of a second, and ten times that on a single core.
    /// </summary>
    public static TimeSpan QuietTime { get; } = 2 * TieringDelay.Default;

    /// <summary>Calls the workload in a child process for a while, and then until its runtime has compiled what it will.</summary>
    /// <param name="setting">How its runtime is set.</param>
    /// <param name="workload">A built-in workload.</param>
    /// <param name="size">In the workload's range; a call should take some 10 µs to some milliseconds.</param>
    /// <param name="duration">For how long at least, up to <see cref="MaxDuration"/>; a second when left out. The runtime takes some 0.2 s to get to its best, and longer on a busy machine.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <exception cref="ArgumentException">The workload is not a built-in one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size or the time lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">The child failed; the message is its own.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the child has ended.</exception>
    public static async Task<RuntimeRun> RunAsync(
        RuntimeSetting setting, Workload workload, long size, TimeSpan? duration = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(workload);
        Workload.Named(workload.Name).Checked(size);
        TimeSpan time = duration ?? TimeSpan.FromSeconds(1);
        if (time <= TimeSpan.Zero || time > MaxDuration)
            throw new ArgumentOutOfRangeException(nameof(duration), time, $"A child calls for more than 0 s and up to {MaxDuration.TotalSeconds:0} s.");

        string[] lines = await OwnProgram.RunAsync(
            [RuntimeProgram.Argument, workload.Name, $"{size}", time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)], Prepare, cancellationToken).ConfigureAwait(false);
        return RuntimeProgram.Parse(setting, workload, size, lines);

        void Prepare(ProcessStartInfo start)
        {
            foreach (string variable in RuntimeSetting.Variables)
                start.Environment.Remove(variable);
            foreach (var (variable, value) in setting.Switches)
                start.Environment[variable] = value;
        }
    }
}
