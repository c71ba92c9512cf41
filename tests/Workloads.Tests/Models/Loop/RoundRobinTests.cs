using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Tests;

public class RoundRobinTests
{
    [Fact]
    public void Generators_take_turns_until_all_have_ended()
    {
        var said = new List<int>();
        IEnumerator<int> Count(int from, int times)
        {
            for (int i = 0; i < times; i++)
            {
                said.Add(from + i);
                yield return 0;
            }
        }

        long turns = RoundRobin.Run([Count(10, 3), Count(20, 1), Count(30, 2)], TestContext.Current.CancellationToken);

        Assert.Equal([10, 20, 30, 11, 31, 12], said);
        Assert.Equal(said.Count + 3, turns);
    }

    [Fact]
    public void A_failing_or_cancelled_run_disposes_of_all_that_wait()
    {
        using var source = new CancellationTokenSource();
        int closed = 0;
        IEnumerator<int> Body(Action step)
        {
            try
            {
                while (true)
                {
                    step();
                    yield return 0;
                }
            }
            finally
            {
                closed++;
            }
        }

        Assert.Throws<InvalidDataException>(
            () => RoundRobin.Run([Body(() => { }), Body(() => throw new InvalidDataException()), Body(() => { })],
                TestContext.Current.CancellationToken));
        int afterFailure = closed;
        Assert.Throws<OperationCanceledException>(() => RoundRobin.Run([Body(() => { }), Body(source.Cancel)], source.Token));

        // The third generator had not begun: there was nothing of it to close.
        Assert.Equal(2, afterFailure);
        Assert.Equal(4, closed);
    }
}
