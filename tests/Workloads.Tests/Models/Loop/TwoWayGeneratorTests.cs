using Workloads.Models;

namespace Workloads.Tests;

public class TwoWayGeneratorTests
{
    private static TwoWayGenerator<double, double> RunningMean() => new(async exchange =>
    {
        double sum = 0;
        for (int count = 1; ; count++)
            sum += await exchange.Yield(count == 1 ? 0 : sum / (count - 1));
    });

    [Fact]
    public void What_is_sent_in_is_what_the_pending_yield_returns()
    {
        using var mean = RunningMean();

        double first = mean.Start();

        Assert.Equal(0, first);
        Assert.Equal([10, 15, 20], new double[] { 10, 20, 30 }.Select(mean.Send));
    }

    [Fact]
    public void The_body_runs_on_the_callers_thread_and_only_when_asked()
    {
        var threads = new List<int>();
        using var generator = new TwoWayGenerator<int, int>(async exchange =>
        {
            while (true)
            {
                threads.Add(Environment.CurrentManagedThreadId);
                await exchange.Yield(threads.Count);
            }
        });

        int before = threads.Count;
        generator.Start();
        generator.Send(0);

        Assert.Equal(0, before);
        Assert.Equal([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId], threads);
    }

    [Fact]
    public void A_generator_that_ends_says_so()
    {
        using var once = new TwoWayGenerator<int, string>(async exchange => await exchange.Yield("only"));

        string only = once.Start();
        var ended = Assert.Throws<InvalidOperationException>(() => once.Send(1));

        Assert.Equal("only", only);
        Assert.Contains("ended", ended.Message, StringComparison.Ordinal);
        Assert.True(once.HasEnded);
        Assert.Throws<InvalidOperationException>(() => once.Send(2));
    }

    [Fact]
    public void What_the_body_throws_comes_out_of_send()
    {
        using var failing = new TwoWayGenerator<int, int>(async exchange =>
        {
            int sent = await exchange.Yield(0);
            throw new InvalidDataException($"{sent}");
        });
        failing.Start();

        var thrown = Assert.Throws<InvalidDataException>(() => failing.Send(7));

        Assert.Equal("7", thrown.Message);
    }

    [Fact]
    public void An_exception_thrown_in_can_be_caught_at_the_yield()
    {
        using var generator = new TwoWayGenerator<int, string>(async exchange =>
        {
            string said = "begun";
            while (true)
            {
                try
                {
                    said = $"got {await exchange.Yield(said)}";
                }
                catch (InvalidDataException exception)
                {
                    said = $"caught {exception.Message}";
                }
            }
        });
        generator.Start();

        Assert.Equal("caught it", generator.Throw(new InvalidDataException("it")));
        Assert.Equal("got 4", generator.Send(4));
    }

    [Fact]
    public void Closing_runs_the_finally_blocks_once()
    {
        int closed = 0;
        var generator = new TwoWayGenerator<int, int>(async exchange =>
        {
            try
            {
                while (true)
                    await exchange.Yield(1);
            }
            finally
            {
                closed++;
            }
        });
        generator.Start();

        generator.Dispose();
        generator.Dispose();

        Assert.Equal(1, closed);
        Assert.True(generator.HasEnded);
    }

    [Fact]
    public void A_body_that_yields_while_it_is_closed_is_told_off()
    {
        var stubborn = new TwoWayGenerator<int, int>(async exchange =>
        {
            for (int closes = 0; closes < 2;)
            {
                try
                {
                    await exchange.Yield(1);
                }
                catch (GeneratorExitException)
                {
                    closes++;
                }
            }
        });
        stubborn.Start();

        Assert.Throws<InvalidOperationException>(stubborn.Dispose);
        stubborn.Dispose();
    }

    [Fact]
    public void Calls_out_of_turn_are_refused()
    {
        using var generator = RunningMean();
        var stray = new TwoWayGenerator<int, int>(_ => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));

        Assert.Throws<InvalidOperationException>(() => generator.Send(1));
        generator.Start();
        Assert.Throws<InvalidOperationException>(() => generator.Start());
        Assert.Throws<InvalidOperationException>(() => stray.Start());
    }
}
