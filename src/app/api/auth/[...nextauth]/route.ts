import { wire } from "@/wire";

const handle = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) =>
  wire().authHandler(request, context);

export { handle as GET, handle as POST };
