var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapGet("/readyz", () => "ready");
app.Run();
