
namespace Workloads.Interpreter;

/// <summary>
/// Collects a function's instructions with labels as jump targets, and lays them out as CPython 3.12 does: a jump to a jump
/// goes to the end of the chain, a conditional jump goes forward only, and what cannot be reached is left out.
/// </summary>
internal sealed class Assembler
{
    private readonly List<Node> _nodes = [];
    private readonly List<Label> _marked = [];

    /// <summary>A place to jump to.</summary>
    public sealed class Label
    {
        public Node? Node { get; set; }
    }

    /// <summary>An instruction before it has a place.</summary>
    public sealed class Node(Opcode opcode, int argument, int line)
    {
        public Opcode Opcode { get; set; } = opcode;
        public int Argument { get; } = argument;
        public int Line { get; } = line;
        public Callee Callee { get; init; }
        public int Width { get; init; }
        public Label? Label { get; init; }
        public Node? Target { get; set; }
        public int Index { get; set; }
    }

    /// <summary>The line of the last instruction, to which those belong that no line of the text stands for.</summary>
    public int LastLine => _nodes[^1].Line;

    public void Emit(Opcode opcode, int argument, int line) => Add(new(opcode, argument, line));

    public void Pop(int width, int line) => Add(new(Opcode.PopTop, 0, line) { Width = width });

    public void SwapOver(int width, int line) => Add(new(Opcode.Swap, 2, line) { Width = width });

    public void Call(int arguments, Callee callee, int line) => Add(new(Opcode.Call, arguments, line) { Callee = callee });

    /// <summary>Emits a jump; where it goes decides later whether an unconditional one is a forward or a backward one.</summary>
    public void Jump(Opcode opcode, Label label, int line) => Add(new(opcode, 0, line) { Label = label });

    public void Jump(Label label, int line) => Jump(Opcode.JumpForward, label, line);

    /// <summary>Puts a label before the next instruction.</summary>
    public void Mark(Label label) => _marked.Add(label);

    public IReadOnlyList<Instruction> Finish()
    {
        Resolve();
        RemoveUnreachable();
        RemoveJumpsToTheNext();
        DirectJumps();
        Number();
        return [.. _nodes.Select(
            node => new Instruction(node.Opcode, node.Target?.Index ?? node.Argument, node.Line)
            {
                Callee = node.Callee,
                Width = node.Width
            })];
    }

    private void Add(Node node)
    {
        _nodes.Add(node);
        _marked.ForEach(label => label.Node = node);
        _marked.Clear();
    }

    private void Resolve()
    {
        foreach (Node node in _nodes)
            node.Target = node.Label?.Node;
        foreach (Node node in _nodes.Where(node => node.Target is not null && node.Opcode != Opcode.ForIter))
        {
            // A loop that does nothing jumps to itself; the count ends the chase.
            for (int chased = 0; node.Target!.Opcode == Opcode.JumpForward && chased < _nodes.Count; chased++)
                node.Target = node.Target.Target;
        }
    }

    private void RemoveUnreachable()
    {
        var reached = new HashSet<Node>();
        Number();
        var open = new Stack<int>([0]);
        while (open.TryPop(out int index))
        {
            Node node = _nodes[index];
            if (!reached.Add(node))
                continue;
            if (node.Target is not null)
                open.Push(node.Target.Index);
            if (!node.Opcode.EndsBlock())
                open.Push(index + 1);
        }

        _nodes.RemoveAll(node => !reached.Contains(node));
    }

    private void RemoveJumpsToTheNext()
    {
        for (int index = _nodes.Count - 2; index >= 0; index--)
        {
            Node node = _nodes[index];
            if (node.Opcode != Opcode.JumpForward || node.Target != _nodes[index + 1])
                continue;
            foreach (Node other in _nodes.Where(other => other.Target == node))
                other.Target = node.Target;
            _nodes.RemoveAt(index);
        }
    }

    private void DirectJumps()
    {
        Number();
        for (int index = 0; index < _nodes.Count; index++)
        {
            Node node = _nodes[index];
            if (node.Target is null || node.Target.Index > node.Index)
                continue;
            if (node.Opcode == Opcode.JumpForward)
            {
                node.Opcode = Opcode.JumpBackward;
                continue;
            }

            // Backward only the unconditional jump goes: the condition is turned round to jump over one.
            var back = new Node(Opcode.JumpBackward, 0, node.Line) { Target = node.Target, Index = node.Index };
            node.Opcode = node.Opcode == Opcode.PopJumpIfFalse ? Opcode.PopJumpIfTrue : Opcode.PopJumpIfFalse;
            node.Target = _nodes[index + 1];
            _nodes.Insert(++index, back);
        }
    }

    private void Number()
    {
        for (int index = 0; index < _nodes.Count; index++)
            _nodes[index].Index = index;
    }
}
