using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class OwnerTests
{
    private const int TimeLimit = 120_000;

    [Fact(Timeout = TimeLimit)]
    public async Task Messages_of_one_sender_are_handled_in_its_order_and_none_is_lost()
    {
        using var owner = new Owner<List<(int Sender, int Number)>, (int Sender, int Number)>(
            [], static (seen, message) => { seen.Add(message); return seen; }, capacity: 3);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(sender => Task.Run(() =>
        {
            for (int number = 0; number < 500; number++)
                owner.Send((sender, number));
        })));
        owner.Finish();

        Assert.Equal(2_000, owner.State.Count);
        foreach (var sender in owner.State.GroupBy(message => message.Sender))
            Assert.Equal(Enumerable.Range(0, 500), sender.Select(message => message.Number));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Only_the_owners_thread_touches_the_state()
    {
        using var owner = new Owner<HashSet<int>, int>([],
            static (threads, _) => { threads.Add(Environment.CurrentManagedThreadId); return threads; });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => owner.Send(0))));
        owner.Finish();

        Assert.Equal([owner.ThreadId], owner.State);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_failing_message_ends_the_owner_and_is_reported_to_those_who_send_and_finish()
    {
        await Task.Yield();
        using var owner = new Owner<int, int>(0, static (_, message) => message == 3 ? throw new InvalidDataException("three") : message,
            capacity: 1);

        var sent = Assert.Throws<InvalidOperationException>(() =>
        {
            for (int i = 0; i < 1_000; i++)
                owner.Send(Math.Min(i, 3));
        });
        var finished = Assert.Throws<InvalidOperationException>(owner.Finish);

        Assert.IsType<InvalidDataException>(sent.InnerException);
        Assert.IsType<InvalidDataException>(finished.InnerException);
    }

    [Fact]
    public void An_inbox_without_room_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Owner<int, int>(0, static (state, _) => state, capacity: 0));
}
