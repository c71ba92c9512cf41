using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public void The_schedule_of_an_outcome_ends_in_it()
    {
        Exploration found = new Explorer().Explore(StackProgram.Counter, "add(2)", "add(2)");

        foreach (Outcome outcome in found.Outcomes)
            Assert.Equal(outcome.Globals["counter"], outcome.Schedule.Steps[^1].Globals["counter"]);
    }

    [Fact]
    public void A_lost_update_takes_two_switches()
    {
        Exploration found = new Explorer().Explore(StackProgram.Counter, "add(1)", "add(1)");

        Schedule schedule = found.EndingWith("counter", 1).Schedule;

        Assert.Equal(2, schedule.Switches);
        Assert.Equal(1, found.EndingWith("counter", 2).Schedule.Switches);
        Assert.Equal("STORE_GLOBAL counter", schedule.Steps.Last(step => step.IsSwitch).Instruction);
        Assert.Equal([1, 2], schedule.Steps.Select(step => step.Thread).Distinct());
    }

    [Fact]
    public void Turns_begin_and_end_at_check_points()
    {
        Exploration found = new Explorer { CheckPoints = CheckPoints.CallsAndBackwardJumps }.Explore(StackProgram.Counter, "add(2)",
            "add(2)");

        Schedule schedule = found.Outcomes[0].Schedule;

        ScheduleStep[] beforeSwitches =
            [.. schedule.Steps.Zip(schedule.Steps.Skip(1)).Where(pair => pair.Second.IsSwitch).Select(pair => pair.First)];
        Assert.NotEmpty(beforeSwitches);
        Assert.All(beforeSwitches,
            step => Assert.Contains(step.Instruction.Split(' ')[0], new[] { "RESUME", "CALL", "JUMP_BACKWARD", "RETURN_CONST" }));
    }

    [Fact]
    public void The_schedule_of_a_deadlock_stops_where_nobody_can_move()
    {
        Outcome deadlock = new Explorer().Explore(StackProgram.TwoLocks, "forward()", "backward()").Deadlocks[0];

        ScheduleStep last = deadlock.Schedule.Steps[^1];

        Assert.Equal((1, 2), (last.Globals["a"], last.Globals["b"]));
        Assert.Equal(1, deadlock.Schedule.Switches);
    }
}
