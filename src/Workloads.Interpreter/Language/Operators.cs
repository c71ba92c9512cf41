
namespace Workloads.Interpreter;

/// <summary>An arithmetic operator, numbered as CPython 3.12 numbers the argument of BINARY_OP.</summary>
internal enum BinaryOperator
{
    Add = 0,
    FloorDivide = 2,
    Multiply = 5,
    Remainder = 6,
    Subtract = 10,
}

/// <summary>A comparison, in CPython's order: its number times 16 and a mask is the argument of COMPARE_OP.</summary>
internal enum CompareOperator
{
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>How operators are written, numbered and computed.</summary>
internal static class Operators
{
    /// <summary>What an operator's number grows by when it assigns as well, as in <c>+=</c>.</summary>
    public const int InPlace = 13;

    private static readonly string[] s_comparisons = ["<", "<=", "==", "!=", ">", ">="];
    private static readonly int[] s_comparisonMasks = [2, 10, 8, 7, 4, 12];

    public static string Text(this CompareOperator comparison) => s_comparisons[(int)comparison];

    /// <summary>The number that <c>dis</c> shows: which outcomes of comparing make it true, beside the comparison itself.</summary>
    public static int Argument(this CompareOperator comparison) => (int)comparison << 4 | s_comparisonMasks[(int)comparison];

    public static CompareOperator? ComparisonOf(string text) =>
        Array.IndexOf(s_comparisons, text) is >= 0 and int index ? (CompareOperator)index : null;

    public static string Text(this BinaryOperator binary) => binary switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.FloorDivide => "//",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Remainder => "%",
        _ => "-",
    };

    public static BinaryOperator? BinaryOf(string text) => text switch
    {
        "+" => BinaryOperator.Add,
        "//" => BinaryOperator.FloorDivide,
        "*" => BinaryOperator.Multiply,
        "%" => BinaryOperator.Remainder,
        "-" => BinaryOperator.Subtract,
        _ => null,
    };

    public static bool Holds(this CompareOperator comparison, long left, long right) => comparison switch
    {
        CompareOperator.Less => left < right,
        CompareOperator.LessOrEqual => left <= right,
        CompareOperator.Equal => left == right,
        CompareOperator.NotEqual => left != right,
        CompareOperator.Greater => left > right,
        _ => left >= right,
    };

    /// <summary>Computes as Python does: quotients are rounded down, and a remainder has the divisor's sign.</summary>
    /// <exception cref="OverflowException">The result needs more than 64 bits.</exception>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static long Apply(this BinaryOperator binary, long left, long right) => binary switch
    {
        BinaryOperator.Add => checked(left + right),
        BinaryOperator.Subtract => checked(left - right),
        BinaryOperator.Multiply => checked(left * right),
        BinaryOperator.FloorDivide => FloorDivide(left, right),
        _ => Remainder(left, right),
    };

    public static long FloorDivide(long left, long right)
    {
        long quotient = right == -1 ? checked(-left) : left / right;
        return right != -1 && left % right != 0 && (left ^ right) < 0 ? quotient - 1 : quotient;
    }

    public static long Remainder(long left, long right)
    {
        if (right == -1)
            return 0;
        long remainder = left % right;
        return remainder != 0 && (remainder ^ right) < 0 ? remainder + right : remainder;
    }
}
