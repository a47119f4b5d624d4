using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Planning;

/// <summary>Forms that name something: walks and bindings. Each name has its local, which is free again after its form.</summary>
internal sealed partial class Planner
{
    // A round of a macro counts by the size of what it evaluates.
    private const int PartsPerWork = 8;

    private readonly List<(string Name, Planned Read)> locals = [];
    private int nextLocal;

    /// <summary>How many locals are in use at once at most: those that a frame needs.</summary>
    public int LocalCount { get; private set; }

    private Planned? Local(Node node) =>
        node is Name { IsAbsolute: false } name && locals.FindLastIndex(local => local.Name == name.Text) is >= 0 and var at ? locals[at].Read : default(Planned?);

    private bool IsLocal(Name? name) => name is { IsAbsolute: false } && locals.Exists(local => local.Name == name.Text);

    private Planned OfMacro(Macro macro)
    {
        var range = Part(macro.Range).Step;
        var cost = 1 + macro.Arguments.Sum(SizeOf) / PartsPerWork;
        var slot = Enter(macro.Variables.Length);
        for (var i = 0; i < macro.Variables.Length; i++)
        {
            var variable = slot + i;
            locals.Add((macro.Variables[i].Text, (Step)((ref Frame frame) => frame.Locals[variable])));
        }
        var condition = macro.Condition is { } filter ? Part(filter).Step : null;
        var result = macro.Result is { } mapped ? Part(mapped).Step : null;
        Leave(slot, macro.Variables.Length);
        var walk = new Walk(slot, macro.Variables.Length == 2, cost, condition, result);
        return macro.Kind switch
        {
            MacroKind.All => (Step)((ref Frame frame) => walk.All(range(ref frame), ref frame)),
            MacroKind.Exists => (Step)((ref Frame frame) => walk.Exists(range(ref frame), ref frame)),
            MacroKind.ExistsOne => (Step)((ref Frame frame) => walk.ExistsOne(range(ref frame), ref frame)),
            MacroKind.SortBy => (Step)((ref Frame frame) => walk.Sort(range(ref frame), ref frame)),
            MacroKind.TransformMap => (Step)((ref Frame frame) => walk.CollectMap(range(ref frame), ref frame)),
            MacroKind.TransformMapEntry => (Step)((ref Frame frame) => walk.CollectEntries(range(ref frame), ref frame)),
            _ => (Step)((ref Frame frame) => walk.Collect(range(ref frame), ref frame)),
        };
    }

    /// <summary>The value waits until it is asked for. It may be asked for anywhere in the result, so none of the result's locals may be one of its own.</summary>
    private Planned OfBinding(Binding binding)
    {
        var (start, most) = (nextLocal, LocalCount);
        LocalCount = nextLocal;
        var value = Part(binding.Value);
        nextLocal = LocalCount;
        LocalCount = Math.Max(most, LocalCount);
        var slot = Enter(1);
        var step = value.Step;
        locals.Add((binding.Variable.Text, value.Constant is null ? (Step)((ref Frame frame) => Held(slot, step, ref frame)) : value));
        var result = Part(binding.Result);
        Leave(start, 1);
        if (value.Constant is not null) return result;
        var resultStep = result.Step;
        return (Step)((ref Frame frame) =>
        {
            frame.Locals[slot] = Marks.Pending;
            return resultStep(ref frame);
        });
    }

    private static Values.Value Held(int slot, Step value, ref Frame frame)
    {
        if (Marks.IsPending(frame.Locals[slot])) frame.Locals[slot] = value(ref frame);
        return frame.Locals[slot];
    }

    private int Enter(int count)
    {
        var slot = nextLocal;
        nextLocal += count;
        LocalCount = Math.Max(LocalCount, nextLocal);
        return slot;
    }

    private void Leave(int slot, int names)
    {
        nextLocal = slot;
        locals.RemoveRange(locals.Count - names, names);
    }

    private static int SizeOf(Node node) => 1 + node.Children.Sum(SizeOf);
}
