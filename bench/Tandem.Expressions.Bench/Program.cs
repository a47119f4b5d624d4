using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Tandem.Expressions.Bench.Benchmarks;
using Tandem.Expressions.Bench.Peer;

if (args is not [var peerFolder])
{
    Console.Error.WriteLine("Usage: Tandem.Expressions.Bench FOLDER, where FOLDER holds run.js with its packages installed. `./dev bench rules` does all of it.");
    return 2;
}

// In this process, because BenchmarkDotNet's own way builds a project that would need packages of its own.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(6).WithIterationCount(15))
    .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
    .AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default)
    .AddLogger(NullLogger.Instance)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "tandem-bench-rules"));

Summary Measured<T>()
{
    Console.Error.WriteLine($"Measuring {typeof(T).Name} …");
    return BenchmarkRunner.Run<T>(config);
}

static double Nanoseconds(Summary summary, string method) =>
    summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method).ResultStatistics?.Mean
    ?? throw new InvalidOperationException($"{method} was not measured: {string.Join("; ", summary.ValidationErrors)}");

static long Bytes(Summary summary, string method) =>
    summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method) is var report
        ? report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? -1 : -1;

var one = Measured<OnePredicate>();
var many = Measured<ManyRules>();
var compile = Measured<Compilation>();

double hand = Nanoseconds(one, nameof(OnePredicate.ByHand)), rule = Nanoseconds(one, nameof(OnePredicate.AsRule));
Console.WriteLine("One predicate of 3 conditions over traits, all true");
Console.WriteLine($"  rule                            {rule,8:0.00} ns, {rule / hand:0.00} of a C# delegate, {Bytes(one, nameof(OnePredicate.AsRule))} bytes allocated");
Console.WriteLine($"  C# delegate over a class        {hand,8:0.00} ns");
Console.WriteLine($"  the same, inlined by the runtime{Nanoseconds(one, nameof(OnePredicate.ByHandInlined)),8:0.00} ns");
Console.WriteLine($"  C# over a dictionary of traits  {Nanoseconds(one, nameof(OnePredicate.ByHandOverTraits)),8:0.00} ns");

double delegates = 1e3 / Nanoseconds(many, nameof(ManyRules.ByHand)), rules = 1e3 / Nanoseconds(many, nameof(ManyRules.AsRules));
Console.WriteLine($"{ManyRules.Rules:N0} rules of 3 conditions over one customer after another ({ManyRules.Shoppers:N0} customers), one core");
Console.WriteLine($"  C# delegates                    {delegates,8:0.0} million rule evaluations a second");
Console.WriteLine($"  rules                           {rules,8:0.0} million, {rules / delegates:0.00} of C#");

Console.Error.WriteLine("Running json-rules-engine …");
var same = new ManyRules();
var peer = JsonRulesEngine.On(same, peerFolder);
var (hits, byHand) = (same.Hits(JsonRulesEngine.People), same.HitsByHand(JsonRulesEngine.People));
Console.WriteLine($"  json-rules-engine               {ManyRules.Rules * JsonRulesEngine.People / peer.Seconds / 1e6,8:0.00} million ({JsonRulesEngine.People} customers)");
Console.WriteLine($"  hits on those customers: rules {hits:N0}, C# {byHand:N0}, json-rules-engine {peer.Hits:N0}");

var perRule = Nanoseconds(compile, nameof(Compilation.ParseCheckPlan));
Console.WriteLine($"Parse + check + plan              {1e9 / perRule,8:N0} typical rules a second");
return hits == byHand && hits == peer.Hits ? 0 : 1;
