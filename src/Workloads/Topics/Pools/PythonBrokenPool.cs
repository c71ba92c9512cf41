using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What is left of CPython's process pool when one of its workers dies.</summary>
/// <param name="Calls">How many calls were to be made.</param>
/// <param name="Arrived">How many results arrived.</param>
/// <param name="Lost">How many calls the pool had taken and lost.</param>
/// <param name="Refused">How many it did not take any more.</param>
/// <param name="TakesMore">Whether it took a call afterwards.</param>
public sealed record PythonBrokenPool(int Calls, int Arrived, int Lost, int Refused, bool TakesMore)
{
    /// <summary>Lets one of many calls end its worker.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="calls">How many calls: 1 or more.</param>
    /// <param name="deadly">Which of them ends its worker, counted from 0; the middle one when left out.</param>
    /// <param name="workers">How many workers the pool has: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonBrokenPool> BreakAsync(CPython python, int calls = 200, int? deadly = null, int workers = 2, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return python.RunScriptAsync<PythonBrokenPool>("broken_pool", new { calls, deadly = deadly ?? calls / 2, workers }, cancellationToken: cancellationToken);
    }
}
