export async function testAsUser() {}
