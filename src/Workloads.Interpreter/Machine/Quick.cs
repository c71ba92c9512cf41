
namespace Workloads.Interpreter;

/// <summary>
/// One step of the machine: an instruction, or several that often stand together, with operands decoded when the program is
/// loaded. A listing never shows them, as <c>dis</c> does not show what CPython's specialising interpreter (PEP 659) makes.
/// </summary>
internal struct Quick
{
    /// <summary>What to do.</summary>
    public QuickCode Code;

    /// <summary>A local's number, or a count.</summary>
    public ushort Slot;

    /// <summary>Where to jump, or whom to call.</summary>
    public int Target;

    /// <summary>A constant, or a second local's number.</summary>
    public long Operand;
}

/// <summary>The machine's steps. Those that compare come in the order of the comparisons.</summary>
internal enum QuickCode : ushort
{
    Nop,
    Resume,
    PushLocal,
    PushConstant,
    StoreLocal,
    PushGlobal,
    StoreGlobal,
    Copy,
    SwapOver,
    Pop,
    Negate,
    Not,
    Add,
    Subtract,
    Multiply,
    FloorDivide,
    Remainder,
    Compare,
    Jump,
    JumpBackward,
    JumpIfZero,
    JumpIfNotZero,
    ForIter,
    EndFor,
    Call,
    CallNative,
    TakeLock,
    Return,
    ReturnConstant,

    // Several instructions in one step.
    AddConstant,
    PushLocalPlusConstant,
    PushLocalRemainderLocal,
    AddConstantToLocal,
    CallWithLocalPlusConstant,
    AddAndReturn,
    ForIterToLocal,

    JumpIfLocalLessConstant,
    JumpIfLocalLessOrEqualConstant,
    JumpIfLocalEqualConstant,
    JumpIfLocalNotEqualConstant,
    JumpIfLocalGreaterConstant,
    JumpIfLocalGreaterOrEqualConstant,

    JumpIfLocalLessLocal,
    JumpIfLocalLessOrEqualLocal,
    JumpIfLocalEqualLocal,
    JumpIfLocalNotEqualLocal,
    JumpIfLocalGreaterLocal,
    JumpIfLocalGreaterOrEqualLocal,

    JumpIfTopLessConstant,
    JumpIfTopLessOrEqualConstant,
    JumpIfTopEqualConstant,
    JumpIfTopNotEqualConstant,
    JumpIfTopGreaterConstant,
    JumpIfTopGreaterOrEqualConstant,
}

/// <summary>What a call needs to know about a function.</summary>
internal unsafe struct QuickFunction
{
    /// <summary>Its first step behind RESUME, whose check point the call itself is.</summary>
    public Quick* Entry;

    /// <summary>Its arguments, which the caller leaves on top of the stack, and which become its first locals.</summary>
    public int Arguments;

    /// <summary>Its locals, arguments included.</summary>
    public int Locals;

    /// <summary>The room that it needs: its locals, the caller's place, and its stack.</summary>
    public int FrameSize;
}
