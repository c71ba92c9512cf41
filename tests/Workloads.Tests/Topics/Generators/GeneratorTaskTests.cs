using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class GeneratorTaskTests
{
    [Fact(Timeout = 30_000)]
    public async Task Results_are_sent_in_and_the_generators_own_comes_out()
    {
        GeneratorTask<int> task = GeneratorTask<int>.Start(Sum);

        Assert.Equal(12, await task.Completion);
        Assert.Equal("send nothing: the generator starts", task.Steps[0]);
        Assert.Equal(["wake up: send 5", "wake up: send 7"], task.Steps.Where(step => step.StartsWith("wake", StringComparison.Ordinal)));
        Assert.Equal("StopIteration: the result is 12", task.Steps[^1]);

        static IEnumerator<Task<int>> Sum(Mailbox<int> mailbox)
        {
            yield return LaterAsync(5);
            int first = mailbox.Received;
            yield return Task.FromResult(7);
            mailbox.Return(first + mailbox.Received);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task On_the_event_loop_it_stays_on_the_loops_thread()
    {
        var threads = new HashSet<int>();

        await Task.Run(() => EventLoop.Run(async _ =>
        {
            await GeneratorTask<int>.Start(Body).Completion;
            threads.Add(Environment.CurrentManagedThreadId);
        }));

        Assert.Single(threads);

        IEnumerator<Task<int>> Body(Mailbox<int> mailbox)
        {
            threads.Add(Environment.CurrentManagedThreadId);
            yield return LaterAsync(1);
            threads.Add(Environment.CurrentManagedThreadId);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failed_futures_exception_comes_up_where_its_result_is_received()
    {
        GeneratorTask<int> caught = GeneratorTask<int>.Start(Catch), thrown = GeneratorTask<int>.Start(Throw);

        Assert.Equal(-1, await caught.Completion);
        await Assert.ThrowsAsync<InvalidDataException>(() => thrown.Completion);

        static IEnumerator<Task<int>> Catch(Mailbox<int> mailbox)
        {
            yield return Task.FromException<int>(new InvalidDataException());
            mailbox.Return(Received(mailbox));
        }

        static IEnumerator<Task<int>> Throw(Mailbox<int> mailbox)
        {
            yield return Task.FromException<int>(new InvalidDataException());
            mailbox.Return(mailbox.Received);
        }

        static int Received(Mailbox<int> mailbox)
        {
            try
            {
                return mailbox.Received;
            }
            catch (InvalidDataException)
            {
                return -1;
            }
        }
    }

    [Fact]
    public void Nothing_is_received_before_the_first_yield()
    {
        GeneratorTask<int> task = GeneratorTask<int>.Start(Body);

        Assert.IsType<InvalidOperationException>(task.Completion.Exception!.InnerException);

        static IEnumerator<Task<int>> Body(Mailbox<int> mailbox)
        {
            _ = mailbox.Received;
            yield break;
        }
    }

    [Fact]
    public void The_compilers_state_machines_can_be_read()
    {
        StateMachine awaiting = StateMachine.Of((Func<int, Task<int>>)LaterAsync),
            yielding = StateMachine.Of((Func<int, IEnumerable<int>>)UpTo);

        Assert.Equal(("async method", "iterator"), (awaiting.Kind, yielding.Kind));
        Assert.Contains(awaiting.Fields, field => field.Role == "the awaiter of what it awaits");
        Assert.Contains(yielding.Fields, field => field.Role == "what was yielded last");
        Assert.All((StateMachine[])[awaiting, yielding],
            machine => Assert.Contains(machine.Fields, field => field.Role == "where it stands"));
        Assert.True(awaiting.MoveNextBytes > 0 && yielding.MoveNextBytes > 0);
        Assert.Throws<ArgumentException>(() => StateMachine.Of((Func<int, int>)Math.Abs));
    }

    private static async Task<int> LaterAsync(int value)
    {
        await Task.Delay(5);
        return value;
    }

    private static IEnumerable<int> UpTo(int last)
    {
        for (int number = 0; number <= last; number++)
            yield return number;
    }
}
