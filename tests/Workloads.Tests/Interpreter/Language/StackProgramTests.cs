using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class StackProgramTests
{
    [Theory]
    [InlineData("x = 1 +", "line 1")]
    [InlineData("def f(:\n    pass", "line 1: a name was expected before ':'")]
    [InlineData("def f():\npass", "line 2: an indented block was expected before 'pass'")]
    [InlineData("def f():\n    return 1 ? 2", "line 2: '?' means nothing here")]
    [InlineData("def f():\n    return x", "line 2: there is no variable 'x'")]
    [InlineData("def f():\n    if 1:\n        x = 1\n    return x", "line 4: 'x' may be read here before it was assigned")]
    [InlineData("def f():\n    g()", "line 2: there is no function 'g'")]
    [InlineData("def f(a):\n    return f()", "line 2: f takes 1 arguments, and was given 0")]
    [InlineData("def f():\n    return 1 < 2 < 3", "line 2: comparisons are not chained here")]
    [InlineData("def f():\n    break", "line 2: 'break' stands outside a loop")]
    [InlineData("def f():\n    global x", "line 2: there is no global 'x'")]
    [InlineData("x = 0\ndef f():\n    with x:\n        pass", "line 3: 'x' is no lock")]
    [InlineData("x = Lock()\ndef f():\n    x.steal()", "line 3: a lock has acquire() and release(), and no steal()")]
    [InlineData("def f():\n    pass\ndef f():\n    pass", "line 3: 'f' is declared already")]
    [InlineData("def f(a, a):\n    pass", "line 1: f has two parameters of one name")]
    [InlineData("def f():\n    f = 1", "line 2: 'f' is a function or a lock")]
    [InlineData("def f():\n    return 'text'", "line 2: only print takes a text")]
    [InlineData("def f():\n    print('text)", "line 2: the text that begins with 'text) does not end")]
    [InlineData("def f():\n    return 9223372036854775808", "line 2: '9223372036854775808' is no integer")]
    [InlineData("def f():\n    for i in 3:\n        pass", "line 2: a for loop goes over range(…) only")]
    [InlineData("def f():\n    if 1:\n            pass\n        pass", "line 4: the indentation fits no block around it")]
    [InlineData("print(1)", "line 1: outside functions there are only")]
    public void What_is_wrong_in_a_program_is_said_with_its_line(string text, string message)
    {
        var exception = Assert.Throws<ProgramException>(() => StackProgram.Parse(text));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_not_there_is_refused_with_those_that_are()
    {
        var exception = Assert.Throws<ArgumentException>(() => StackProgram.Counter.Disassemble("subtract"));

        Assert.Contains("add, add_locked", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Locks_are_not_among_the_variables()
    {
        Assert.Equal(["done"], StackProgram.TwoLocks.GlobalNames);
    }
}
